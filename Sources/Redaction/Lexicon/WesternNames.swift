// SPDX-License-Identifier: Apache-2.0

/// Common names of people who write to a shop in Vietnam in English: of English-speaking countries, and those of Europe, India, China, Korea
/// and Japan as they are written in Latin letters.
enum WesternNames {
    static let givens = """
        James John Robert Michael David William Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Donald Steven
        Stephen Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald Edward Jason Jeffrey Ryan Jacob Gary Nicholas Eric
        Jonathan Larry Justin Scott Brandon Benjamin Samuel Gregory Alexander Raymond Patrick Dennis Jerry Tyler Aaron
        Jose Adam Nathan Henry Zachary Douglas Peter Kyle Noah Ethan Jeremy Walter Keith Roger Terry Sean Gerald
        Carl Harold Arthur Lawrence Jesse Bryan Bruce Gabriel Logan Albert Willie Alan Eugene Russell Vincent Philip
        Bobby Johnny Bradley Liam Oliver Elijah Lucas Mason Sebastian Theodore Owen Dylan Luke Isaac Caleb Connor Ian Evan
        Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty Sandra Margaret Ashley Kimberly
        Emily Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Sharon Cynthia Dorothy Amy Kathleen Angela
        Shirley Brenda Emma Anna Pamela Nicole Samantha Katherine Christine Helen Debra Rachel Carolyn Janet Maria Catherine
        Heather Diane Olivia Julie Victoria Ruth Lauren Kelly Christina Joan Evelyn Judith Andrea Hannah Cheryl Megan
        Jacqueline Martha Madison Teresa Gloria Sara Janice Ann Kathryn Abigail Sophia Frances Jean Alice Judy Isabella Julia
        Denise Amber Marilyn Danielle Beverly Charlotte Theresa Diana Natalie Brittany Kayla Alexis Lori Tiffany Chloe Zoe
        Sophie Lucy Ella Mia Amelia Isla Freya Claire Fiona Eleanor Louise Imogen Nora Hugo Felix Oscar Leo Max Alex Sam Ben
        Tom Tim Jim Bob Rob Mike Dave Steve Chris Nick Matt Josh Jake Kate Katie Liz Beth Jenny Jen Becky Meg Tony Andy Greg
        Jeff Ted Fred Ron Ken Dan Joe Pete Phil Kim Sue Anne Marie Jane Ellen Erin Shannon Tara Wendy Vicky Monica Daniela
        Hans Klaus Jürgen Wolfgang Stefan Lukas Jonas Finn Lars Sven Björn Anders Erik Nils Ingrid Astrid Greta Heike
        Petra Ursula Sabine Anja Katja Birgit Pierre Jacques François Michel Luc Antoine Julien Mathieu Camille Margaux Élodie
        Chloé Amélie Céline Aurélie Giovanni Giuseppe Marco Luca Matteo Alessandro Francesca Chiara Giulia Paolo Carlos Juan Luis
        Miguel Pedro Diego Javier Alejandro Pablo Lucía Carmen Sofía Elena Ana Isabel Rosa João Paulo Tiago Rafael Fernanda
        Ivan Dmitri Dmitry Sergei Sergey Vladimir Alexei Nikolai Mikhail Olga Natalia Tatiana Svetlana Irina Anastasia Ekaterina
        Piotr Tomasz Katarzyna Agnieszka Jan Pavel Jana Mohamed Mohammed Muhammad Ahmed Ali Omar Hassan Hussein Ibrahim Yusuf
        Fatima Aisha Layla Zainab Mariam Khalid Priya Rahul Amit Anjali Sanjay Vijay Rajesh Suresh Deepak Neha Pooja Arjun Rohan
        Kavita Sunita Ravi Anil Vikram Wei Ming Jing Li Xin Yan Hui Mei Ling Fang Jun Hao Yang Lei Min-jun Ji-woo Seo Hyun
        Jin Soo Yuki Haruto Sakura Hiroshi Takashi Kenji Yuto Aiko Keiko Akira Naoko Satoshi Emi Siti Budi Putri Agus Dewi Somchai
        Nattapong Maricel Jericho Angelica Benedict Rowena Kwame Chinedu Ngozi Amara Thabo Zanele Tunde Siobhan Niamh Aoife Declan
        """
    /// Words or places as well: believed only where something else says that a person is meant.
    static let words = """
        Will Mark May Grace Hope Rose Bill Art Frank Jack April June Summer Faith Joy Jordan Paris Florence Sydney Austin
        Chelsea Georgia Virginia Chance Drew Pat Gene Rich Rob Sky Ivy Lily Daisy Violet Ruby Pearl Iris Holly Autumn Dawn Eve
        Christian Grant Guy Miles Dean Duke Earl King Ray Rusty Sandy Misty Penny Carol Melody Harmony Destiny Angel Hunter
        Carter Cooper Parker Taylor Morgan Brooklyn Dakota Charity Star Robin Jay Sunny Bo Lee Long Song Young Sun Chase
        """
    static let surnames = """
        Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas
        Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King
        Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez
        Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz
        Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett
        Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins Perry
        Russell Sullivan Bell Coleman Butler Henderson Barnes Fisher Simmons Jordan Patterson Alexander Hamilton Graham Reynolds
        Griffin Wallace West Cole Hayes Bryant Gibson Ellis Stevens Murray Ford Marshall Owens McDonald Harrison Kennedy Wells
        Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Schröder Neumann
        Dubois Durand Moreau Laurent Lefebvre Bernard Petit Leroy Roux Fournier Girard Rossi Russo Ferrari Esposito Bianchi
        Romano Colombo Ricci Silva Santos Oliveira Souza Pereira Costa Ferreira Almeida Ivanov Petrov Smirnov Volkov Popov Kowalski
        Nowak Novák Jansen Visser Bakker Andersen Hansen Johansson Nilsson Larsen Singh Kumar Sharma Gupta Khan Shah Mehta
        Reddy Iyer Nair Das Chatterjee Wang Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo Lin Tan Wong Chan Lim
        Ng Goh Teo Park Choi Jung Kang Cho Yoon Jang Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato
        Yoshida Yamada Sasaki Hassan Ali Ahmed Rahman Hussain Okafor Mensah Dlamini Nkosi Osei O'Brien O'Connor O'Neill
        Doyle Walsh Byrne Ryan MacDonald Fraser Hartley Whitfield Fletcher Pearson Palmer Holmes Mason Hunt Stone Burns Knight
        """
}
